/** A request that Flexport would refuse: 400, with the reason. */
export class Refused extends Error {
  override name = 'Refused';
}
