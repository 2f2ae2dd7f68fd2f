/*
 * The page: uploads what it is given, and follows what the server makes of it.
 */

import {Problem, getDocument, listDocuments, uploadDocument} from './api.js';
import {showDocument, showDocuments, showProblem, showViewer} from './view.js';

const OFTEN = 250;
const SELDOM = 5000;

const $ = (id) => document.getElementById(id);

let documents = [];
let shown = null;
let uploads = [];
let timer = 0;
let reachable = true;

const selectedId = () => location.hash.slice(1);

/* ---- following the server ---- */

async function refresh() {
	clearTimeout(timer);
	try {
		documents = await listDocuments();
		if (!documents.some((each) => each.id === selectedId()) && documents.length > 0) {
			history.replaceState(null, '', `#${documents[0].id}`);
		}
		await refreshShown();
		reachable = true;
	}
	catch (problem) {
		report(problem);
	}
	draw();
	const busy = documents.some((each) => each.status === 'rendering');
	timer = setTimeout(refresh, busy && reachable ? OFTEN : SELDOM);
}

async function refreshShown() {
	const id = selectedId();
	const summary = documents.find((each) => each.id === id);
	const settled = shown?.id === id && shown.status !== 'rendering';
	if (!summary) {
		shown = null;
	}
	else if (!settled) {
		const fresh = await getDocument(id);
		// The selection may have moved on while this was under way
		if (id === selectedId()) {
			shown = fresh;
		}
	}
}

function report(problem) {
	if (!(problem instanceof Problem)) {
		throw problem;
	}
	// A server that is away is reported once, a document that has gone meanwhile not at all
	if (problem.status !== 404 && (problem.status !== 0 || reachable)) {
		showProblem(problem.title, problem.message);
	}
	reachable = problem.status !== 0;
}

function draw() {
	showDocuments(documents, uploads, selectedId());
	showDocument(shown);
}

/* ---- uploading ---- */

async function upload(file) {
	uploads = [...uploads, file];
	draw();
	try {
		const uploaded = await uploadDocument(file);
		history.replaceState(null, '', `#${uploaded.id}`);
	}
	catch (problem) {
		if (!(problem instanceof Problem)) {
			throw problem;
		}
		showProblem(`${file.name}: ${lowered(problem.title)}`, problem.message);
	}
	finally {
		uploads = uploads.filter((each) => each !== file);
		await refresh();
	}
}

const lowered = (text) => text.charAt(0).toLowerCase() + text.slice(1);

const uploadAll = (files) => [...files].forEach(upload);

$('files').addEventListener('change', (event) => {
	uploadAll(event.target.files);
	event.target.value = '';
});

const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');

addEventListener('dragover', (event) => {
	if (carriesFiles(event)) {
		event.preventDefault();
		$('drop').classList.add('over');
	}
});
addEventListener('dragleave', (event) => {
	if (!event.relatedTarget) {
		$('drop').classList.remove('over');
	}
});
addEventListener('drop', (event) => {
	$('drop').classList.remove('over');
	if (carriesFiles(event)) {
		event.preventDefault();
		uploadAll(event.dataTransfer.files);
	}
});

/* ---- looking at a page ---- */

let enlarged = 0;

function enlarge(number) {
	const page = shown?.previews.find((each) => each.number === number && each.status === 'ready');
	if (page) {
		enlarged = number;
		showViewer(shown, page);
	}
}

function enlargeNeighbour(step) {
	const ready = shown.previews.filter((page) => page.status === 'ready').map((page) => page.number);
	enlarge(ready[ready.indexOf(enlarged) + step]);
}

$('pages').addEventListener('click', (event) => {
	const button = event.target.closest('button');
	if (button) {
		enlarge(Number(button.dataset.number));
	}
});
$('previous').addEventListener('click', () => enlargeNeighbour(-1));
$('next').addEventListener('click', () => enlargeNeighbour(1));
$('viewer').addEventListener('keydown', (event) => {
	const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
	if (step) {
		event.preventDefault();
		enlargeNeighbour(step);
	}
});
$('viewer').addEventListener('click', (event) => {
	if (event.target === $('viewer')) {
		$('viewer').close();
	}
});

addEventListener('taken-in', (event) => {
	history.replaceState(null, '', `#${event.detail}`);
	refresh();
});
addEventListener('hashchange', refresh);
refresh();
