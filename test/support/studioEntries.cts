/** The words in Studio's list of webhooks that the trigger's panel writes differently. */
const LABELS: Readonly<Record<string, string>> = {
	'NPS: started': 'NPS: Survey Started',
	'NPS: score': 'NPS: Score Submitted',
	'NPS: feedback': 'NPS: Feedback Submitted',
};

/** Returns the label in the trigger's panel for an entry of Studio's list: `Web flow: started`. */
export const labelOf = (entry: string): string =>
	LABELS[entry] ?? entry.replaceAll(/(?<= )[a-z]/g, (letter) => letter.toUpperCase());
