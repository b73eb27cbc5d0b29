/** The domain of an e-mail address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The domains of a list that is separated by commas, in lower case. */
export function domainsIn(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean);
}
