/** A problem the reader can fix: only its message is shown, without a stack trace. */
class SetupError extends Error {
	/** @override */
	name = 'SetupError';
}

module.exports = { SetupError };
