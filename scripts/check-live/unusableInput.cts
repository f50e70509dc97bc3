/** Input that the check cannot work with; its message is for the reader. Exit status 2. */
export class UnusableInput extends Error {}
