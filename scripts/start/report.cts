import type { Login } from '../../dev/n8n/n8nClient.cjs';
import type { StoredWorkflow } from '../../dev/n8n/types.cjs';
import { CONTACTS_FILE, expectedOf } from './contacts.cjs';
import type { ExampleRun } from './runExample.cjs';

const number = new Intl.NumberFormat('en');

/** Returns a few lines about what the example did and whether it was correct. */
export function describeRun(name: string, run: ExampleRun, wrong: string[]): string {
	const { customers, blank, userIds } = expectedOf(run.contacts);
	const repeated = customers - blank - userIds.size;
	const sends = run.requests.filter(({ method }) => method === 'POST').length;
	const seconds = (run.milliseconds / 1000).toFixed(1);
	return [
		`The example "${name}" ran in ${seconds} s:`,
		`  Contacts posted   ${number.format(run.contacts.length)} from ${CONTACTS_FILE}`,
		`  Customers         ${customers}: ${userIds.size} users, ${blank} without an ID, ${repeated} repeated`,
		`  Segment members   ${run.membersBefore.size} before, ${run.membersAfter.size} after`,
		`  Requests sent     ${run.requests.length}: ${sends} to add users, ${run.requests.length - sends} to check the job`,
		`  Jobs waited for   ${run.jobs.length}${run.jobs.length ? ` (${outcomes(run)})` : ''}`,
		wrong.length === 0
			? '  ✓ The segment holds exactly the customers of the file'
			: `  ✗ Not as expected:\n${wrong.map((each) => `    - ${each}`).join('\n')}`,
	].join('\n');
}

const outcomes = ({ jobs }: ExampleRun): string =>
	jobs.map(({ id, outcome }) => `${id} ${outcome ?? 'unfinished'}`).join(', ');

/** Returns the URLs to continue with. */
export function describeAddresses(
	where: { n8nUrl: string; fakeUrl: string; login: Login },
	crm: StoredWorkflow,
	others: StoredWorkflow[],
): string {
	const editor = ({ id }: StoredWorkflow) => `${where.n8nUrl}/workflow/${id}`;
	return [
		`n8n editor        ${editor(crm)}`,
		`  Login           ${where.login.email}  ${where.login.password}`,
		`Demo account      ${where.fakeUrl}  (members, jobs and requests as they happen)`,
		'More examples     to look at and try (docs/examples.md)',
		...others.map((other) => `  ${editor(other)}  ${other.name}`),
		'',
		'Ctrl-C stops both. The n8n is kept for the next npm start. Use --fresh to start over.',
	].join('\n');
}
