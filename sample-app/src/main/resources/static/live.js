/*
 * What goes on in the server, second by second: its own health, its workers, and how fast it answers this page.
 */

import {draw} from './chart.js';
import {bytes, count, duration, fromTemplate} from './view.js';

const POINTS = 240;
const PINGS = 60;
const PATIENCE = 5000;

const $ = (id) => document.getElementById(id);

let points = [];
const pings = [];
let latest = null;

/* What the server said last, or nothing if it has said nothing yet. */
export const activity = () => latest;

/* The slowest ping since a moment, in milliseconds: Infinity if one was not answered. */
export const slowestSince = (moment) => Math.max(0, ...pings.filter((each) => each.at >= moment).map((each) => each.millis));

const stream = new EventSource('activity');
stream.addEventListener('open', () => setText($('stream'), 'live'));
stream.addEventListener('error', () => {
	setText($('stream'), 'no connection');
	showHealth('no answer');
});
stream.addEventListener('history', (event) => {
	points = JSON.parse(event.data);
});
stream.addEventListener('activity', (event) => {
	latest = JSON.parse(event.data);
	points = [...points.filter((each) => each.time !== latest.point.time), latest.point].slice(-POINTS);
	showServer();
	showWorkers();
	showEnds();
});

function showServer() {
	showHealth(latest.health);
	setText($('heap'), `${bytes(latest.heapUsed)} of ${bytes(latest.heapMax)}`);
	$('heap-meter').value = latest.heapUsed / latest.heapMax;
	$('in-process').hidden = !latest.inProcess;
	$('workers-section').hidden = latest.inProcess;
	setText($('busy'), latest.point.busy);
	setText($('rate'), latest.point.completed);
	const rows = [
		{name: 'busy', values: points.map((each) => each.busy)},
		{name: 'done', values: points.map((each) => each.completed)}
	];
	draw($('chart'), rows, POINTS, 5);
}

function showHealth(status) {
	setText($('health'), status);
	$('health').classList.toggle('bad', status !== 'UP');
}

/* ---- workers ---- */

function showWorkers() {
	const list = $('workers');
	const wanted = new Map(latest.workers.map((worker) => [String(worker.id), worker]));
	for (const item of [...list.children]) {
		if (!wanted.has(item.dataset.id)) {
			item.remove();
		}
	}
	latest.workers.forEach((worker) => showWorker(cardOf(list, worker), worker));
	const restarts = latest.pool?.restarts ?? 0;
	setText($('restarts'), restarts > 0 ? `· ${restarts} replaced so far` : '');
}

function cardOf(list, worker) {
	let card = [...list.children].find((each) => each.dataset.id === String(worker.id));
	if (!card) {
		card = fromTemplate('worker-item');
		card.dataset.id = worker.id;
		list.append(card);
	}
	return card;
}

function showWorker(card, worker) {
	const state = worker.state.toLowerCase();
	card.className = `worker-card ${state}`;
	setText(card.querySelector('strong'), `Worker ${worker.id}`);
	setText(card.querySelector('.pid'), worker.pid ? `pid ${worker.pid}` : '');
	setText(card.querySelector('.state'), state);
	setText(card.querySelector('.doing'), doing(worker));
	const memory = worker.memory ? `${bytes(worker.memory)} · ` : '';
	setText(card.querySelector('.numbers'), `${memory}${count(worker.tasks, 'task')} done`);
}

function doing(worker) {
	if (!worker.task) {
		return {STARTING: 'its JVM starts', IDLE: 'waits for work', EXITING: 'is on its way out'}[worker.state] ?? '';
	}
	const drawn = worker.drawn ? ` · ${worker.drawn.toLocaleString('en')} steps drawn` : '';
	return `${worker.task} for ${duration(worker.millis)}${drawn}`;
}

function showEnds() {
	const lines = latest.ends.map((end) => {
		const line = document.createElement('li');
		const reason = document.createElement('b');
		reason.textContent = end.reason.toLowerCase().replaceAll('_', ' ');
		const signal = end.signal ? `, signal ${end.signal}` : '';
		line.append(`Worker ${end.id} (pid ${end.pid}): `, reason, `${signal} · ${ago(end.time)}`);
		if (end.detail) {
			line.title = end.detail;
		}
		return line;
	});
	$('ends').replaceChildren(...lines.slice(0, 5));
}

function ago(time) {
	const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
	return seconds < 90 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}

/* ---- how fast the server answers ---- */

async function ping() {
	const at = Date.now();
	const start = performance.now();
	let millis = Infinity;
	try {
		await fetch('ping', {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
		millis = performance.now() - start;
	}
	catch {
		// Not answered: that is what is shown
	}
	pings.push({at, millis});
	pings.splice(0, pings.length - PINGS);
	const answered = millis < PATIENCE;
	setText($('ping'), answered ? `${millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms` : 'no answer');
	$('ping').classList.toggle('bad', !answered);
	draw($('ping-chart'), [{name: 'ping', values: pings.map((each) => Math.min(each.millis, PATIENCE))}], PINGS, 50);
	setTimeout(ping, 1000);
}

/* Text that does not change is not touched, so that what is selected stays selected. */
function setText(element, text) {
	if (element.textContent !== String(text)) {
		element.textContent = text;
	}
}

ping();
