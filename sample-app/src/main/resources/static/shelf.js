/*
 * The shelf of hostile documents: one click each, and what became of it.
 */

import {Problem, getDocument, listShelf, takeFromShelf} from './api.js';
import {activity, slowestSince} from './live.js';
import {bytes, duration, fromTemplate} from './view.js';

const OFTEN = 500;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

async function fill() {
	const shelf = await listShelf();
	document.getElementById('shelf').replaceChildren(...shelf.map(itemOf));
}

function itemOf(hostile) {
	const item = fromTemplate('shelf-item');
	item.id = hostile.id;
	item.querySelector('strong').textContent = hostile.title;
	const file = item.querySelector('a');
	file.textContent = bytes(hostile.bytes);
	file.href = `shelf/${hostile.id}.pdf`;
	file.setAttribute('aria-label', `Download ${hostile.title}, ${bytes(hostile.bytes)}`);
	item.querySelector('.what').textContent = hostile.what;
	const button = item.querySelector('button');
	button.setAttribute('aria-label', `Try ${hostile.title}`);
	button.addEventListener('click', () => tryIt(hostile, item));
	return item;
}

async function tryIt(hostile, item) {
	if (item.classList.contains('trying')) {
		return;
	}
	const start = Date.now();
	item.className = 'hostile trying';
	item.querySelector('details').hidden = true;
	tell(item, `A worker is at it. Expected: ${hostile.expected}.`);
	try {
		const taken = await takeFromShelf(hostile.id);
		dispatchEvent(new CustomEvent('taken-in', {detail: taken.id}));
		const settled = await outcomeOf(taken);
		// What the server says of itself comes once a second
		await pause(1500);
		showOutcome(item, settled, start);
	}
	catch (problem) {
		if (!(problem instanceof Problem)) {
			throw problem;
		}
		item.className = 'hostile failed';
		tell(item, problem.status === 0 ? 'The server does not answer any more.' : `${problem.title}. ${problem.message}`);
	}
}

async function outcomeOf(taken) {
	let current = taken;
	while (current.status === 'rendering') {
		await pause(OFTEN);
		current = await getDocument(taken.id);
	}
	return current;
}

function showOutcome(item, settled, start) {
	const failed = settled.previews.find((page) => page.failure);
	item.className = failed ? 'hostile failed' : 'hostile done';
	const what = failed ? failed.failure.message
		: `${settled.ready} of ${settled.previews.length} pages rendered. ${replacements(start)}`;
	tell(item, `After ${duration(settled.millis)}: ${what}`, meanwhile(start));
	const evidence = failed?.failure.evidence ?? [];
	item.querySelector('details').hidden = evidence.length === 0;
	item.querySelector('pre').textContent = evidence.join('\n');
}

function replacements(start) {
	const ends = activity()?.ends.filter((end) => Date.parse(end.time) >= start && end.reason === 'RECYCLED') ?? [];
	const workers = ends.map((end) => end.id).reverse();
	return workers.length === 0 ? 'No worker had to be replaced.'
		: `Recycled for the memory they occupied: worker ${workers.join(', worker ')}.`;
}

function meanwhile(start) {
	const slowest = slowestSince(start);
	const answer = slowest === Infinity ? 'a ping without an answer' : `slowest ping ${Math.round(slowest)} ms`;
	return `Meanwhile this server: ${activity()?.health ?? 'silent'}, ${answer}.`;
}

function tell(item, ...lines) {
	item.querySelector('.outcome').replaceChildren(...lines.map((line) => {
		const element = document.createElement('span');
		element.textContent = line;
		return element;
	}));
}

fill();
