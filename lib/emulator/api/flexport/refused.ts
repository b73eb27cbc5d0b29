/** A request that Flexport would not take: 400, with the reason. */
export class Refused extends Error {
  override name = 'Refused';
}
