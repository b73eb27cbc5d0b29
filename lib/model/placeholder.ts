/** What systems and people write into a required field for which they have no value. */
const PLACEHOLDER =
  /^(?:n\s?[./]\s?a\.?|none|null|nil|undefined|unknown|tb[acdn]|pending|not (?:available|applicable|known|assigned|provided|yet known)|to be (?:advised|announced|assigned|confirmed|determined|nominated)|x{2,}|0+|[-._?/*#]+)$/i;

/** Whether a text stands for no value: `N/A`, `TBD`, `none`, `-`, `000`. `NA` is none: it is also the code of Namibia. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}
