/*
 * Puts documents and pages on the screen. Whatever comes from a document or a file name is set as text, never as
 * markup.
 */

const $ = (id) => document.getElementById(id);

export const fromTemplate = (id) => $(id).content.firstElementChild.cloneNode(true);

export function showDocuments(documents, uploads, selectedId) {
	$('no-documents').hidden = documents.length + uploads.length > 0;
	const items = [
		...uploads.map((file) => uploadItem(file)),
		...documents.map((each) => documentItem(each, each.id === selectedId))
	];
	reconcile($('documents'), items);
}

/*
 * Replaces only the items that differ, so that the keyboard's focus stays where it is.
 */
function reconcile(list, items) {
	items.forEach((item, index) => {
		const present = list.children[index];
		if (!present) {
			list.append(item);
		}
		else if (!present.isEqualNode(item)) {
			const focused = present.contains(document.activeElement);
			present.replaceWith(item);
			if (focused) {
				item.querySelector('a')?.focus({preventScroll: true});
			}
		}
	});
	while (list.children.length > items.length) {
		list.lastElementChild.remove();
	}
}

function uploadItem(file) {
	const item = fromTemplate('document-item');
	item.querySelector('.item').classList.add('busy');
	item.querySelector('.name').textContent = file.name;
	item.querySelector('.soft').textContent = 'A worker is looking at it…';
	return item;
}

function documentItem(each, selected) {
	const item = fromTemplate('document-item');
	const link = item.querySelector('a');
	link.href = `#${each.id}`;
	link.classList.toggle('busy', each.status === 'rendering');
	link.classList.toggle('failed', each.status === 'failed');
	if (selected) {
		link.setAttribute('aria-current', 'true');
	}
	item.querySelector('.name').textContent = each.name;
	item.querySelector('.soft').textContent = summary(each);
	if (each.thumbnail) {
		const image = item.querySelector('img');
		image.src = each.thumbnail;
		image.hidden = false;
	}
	return item;
}

function summary(each) {
	if (each.status === 'rendering') {
		return `${count(each.ready, 'page')} ready so far`;
	}
	return each.status === 'failed' ? 'No page could be rendered'
		: `${each.format.toUpperCase()} · ${count(each.pages, 'page')}`;
}

export function showDocument(shown) {
	$('document').hidden = !shown;
	document.title = shown ? `${shown.name} – Document previews` : 'Document previews';
	if (!shown) {
		return;
	}
	const total = shown.previews.length;
	const settled = shown.ready + shown.failed;
	$('name').textContent = shown.name;
	$('facts').textContent = [shown.format.toUpperCase(), count(shown.pages, 'page'), bytes(shown.size)].join(' · ');
	const progress = shown.status === 'rendering' ? soFar(shown, settled) : outcome(shown);
	if ($('progress').textContent !== progress) {
		$('progress').textContent = progress;
	}
	$('bar').max = total;
	$('bar').value = settled;
	$('bar').classList.toggle('complete', settled === total);
	$('bar').classList.toggle('failed', shown.failed > 0 && shown.ready === 0);
	$('truncated').hidden = shown.pages === total;
	$('truncated').textContent = `Only the first ${total} of ${shown.pages} pages are rendered.`;
	showPages(shown);
}

function soFar(shown, settled) {
	const left = shown.millisLeft > 1000 ? `, about ${duration(shown.millisLeft)} left` : '';
	return `${settled} of ${shown.previews.length} pages are there${left}`;
}

function outcome(shown) {
	const pids = new Set(shown.previews.filter((page) => page.picture).map((page) => page.picture.pid));
	const parts = [];
	if (shown.ready > 0) {
		parts.push(`${count(shown.ready, 'page')} rendered in ${duration(shown.millis)}`
			+ ` by ${count(pids.size, 'worker process', 'worker processes')}`);
	}
	if (shown.failed > 0) {
		parts.push(`${count(shown.failed, 'page')} failed`);
	}
	return parts.join(' · ');
}

function showPages(shown) {
	const list = $('pages');
	if (list.dataset.document !== shown.id) {
		list.dataset.document = shown.id;
		list.classList.toggle('single', shown.previews.length === 1);
		list.replaceChildren(...shown.previews.map(() => fromTemplate('page-item')));
	}
	shown.previews.forEach((page, index) => showPage(list.children[index], page));
}

function showPage(item, page) {
	if (item.dataset.status === page.status) {
		return;
	}
	item.dataset.status = page.status;
	item.className = `page ${page.status}`;
	const button = item.querySelector('button');
	const worker = item.querySelector('.worker');
	item.querySelector('.number').textContent = `Page ${page.number}`;
	worker.textContent = '';
	button.dataset.number = page.number;
	button.setAttribute('aria-label', `Page ${page.number} is being rendered`);
	if (page.status === 'ready') {
		const image = item.querySelector('img');
		image.src = page.url;
		image.width = page.picture.width;
		image.height = page.picture.height;
		image.hidden = false;
		button.disabled = false;
		button.setAttribute('aria-label', `Enlarge page ${page.number}`);
		worker.textContent = provenance(page.picture);
	}
	else if (page.status === 'failed') {
		const reason = item.querySelector('.reason');
		reason.textContent = page.failure.message;
		reason.hidden = false;
		button.setAttribute('aria-label', `Page ${page.number} has failed: ${page.failure.message}`);
		worker.textContent = page.failure.reason.replaceAll('-', ' ');
	}
}

export function showViewer(shown, page) {
	$('picture').src = page.url;
	$('picture').alt = `Page ${page.number} of ${shown.name}`;
	$('caption').textContent = `Page ${page.number} of ${shown.pages} · ${provenance(page.picture)}`;
	if (!$('viewer').open) {
		$('viewer').showModal();
	}
}

export function showProblem(title, detail) {
	const item = fromTemplate('problem-item');
	item.querySelector('strong').textContent = title;
	item.querySelector('p').textContent = detail;
	item.querySelector('button').addEventListener('click', () => item.remove());
	$('problems').prepend(item);
	while ($('problems').children.length > 3) {
		$('problems').lastElementChild.remove();
	}
}

function provenance(picture) {
	return `worker\u00a0${picture.workerId} · pid\u00a0${picture.pid} · ${duration(picture.millis)}`;
}

export function count(number, one, many = `${one}s`) {
	return `${number} ${number === 1 ? one : many}`;
}

export function duration(millis) {
	return millis < 1000 ? `${millis}\u00a0ms` : `${(millis / 1000).toFixed(1)}\u00a0s`;
}

export function bytes(number) {
	if (number < 1e6) {
		return `${Math.max(1, Math.round(number / 1e3))}\u00a0kB`;
	}
	return number < 1e9 ? `${(number / 1e6).toFixed(number < 1e7 ? 1 : 0)}\u00a0MB` : `${(number / 1e9).toFixed(1)}\u00a0GB`;
}
