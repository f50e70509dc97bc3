/** `a banner`, `an embed`, `an NPS survey`. @param noun as it stands in a message */
export const withArticle = (noun: string): string =>
	`${/^(?:[aeiou]|NPS\b)/i.test(noun) ? 'an' : 'a'} ${noun}`;
