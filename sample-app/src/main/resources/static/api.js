/*
 * The server's side of the page: documents over HTTP, and what goes wrong as a Problem in words.
 */

export class Problem extends Error {

	constructor(title, detail, status) {
		super(detail);
		this.title = title;
		this.status = status;
	}

}

export const listDocuments = () => request('documents');

export const getDocument = (id) => request(`documents/${encodeURIComponent(id)}`);

export function uploadDocument(file) {
	const body = new FormData();
	body.append('file', file);
	return request('documents', {method: 'POST', body});
}

export const listShelf = () => request('shelf');

export const takeFromShelf = (id) => request(`shelf/${encodeURIComponent(id)}`, {method: 'POST'});

async function request(url, options) {
	let response;
	try {
		response = await fetch(url, {...options, headers: {Accept: 'application/json, application/problem+json'}});
	}
	catch {
		throw new Problem('No answer', 'The server cannot be reached.', 0);
	}
	if (!response.ok) {
		throw await problemOf(response);
	}
	return response.json();
}

async function problemOf(response) {
	let problem = {};
	if (response.headers.get('Content-Type')?.includes('json')) {
		problem = await response.json();
	}
	let detail = problem.detail ?? `The server answered with status ${response.status}.`;
	const seconds = response.headers.get('Retry-After');
	if (seconds) {
		detail += ` (Worth another try in ${seconds} seconds.)`;
	}
	return new Problem(problem.title ?? 'That did not work', detail, response.status);
}
