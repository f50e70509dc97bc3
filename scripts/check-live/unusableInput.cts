/** Input that the check can't use. Its message is for the user. Exit status 2. */
export class UnusableInput extends Error {}
