/*
 * Small charts of the last minutes, drawn as SVG.
 */

const SVG = 'http://www.w3.org/2000/svg';

/*
 * Draws one row of values after another, each a line with an area below, the newest value at the right. All share one
 * scale, of which `least` is always part.
 */
export function draw(svg, rows, places, least) {
	const width = 240;
	const height = 48;
	const top = Math.max(least, ...rows.flatMap((row) => row.values));
	svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
	svg.setAttribute('preserveAspectRatio', 'none');
	svg.replaceChildren(...rows.flatMap((row) => {
		const step = width / (places - 1);
		const start = width - (row.values.length - 1) * step;
		const points = row.values.map((value, index) =>
			`${(start + index * step).toFixed(1)},${(height - 2 - value / top * (height - 6)).toFixed(1)}`);
		if (points.length === 0) {
			return [];
		}
		return [
			shape('polygon', `${row.name} area`, [`${start.toFixed(1)},${height}`, ...points, `${width},${height}`]),
			shape('polyline', row.name, points)
		];
	}));
}

function shape(kind, name, points) {
	const element = document.createElementNS(SVG, kind);
	element.setAttribute('class', name);
	element.setAttribute('points', points.join(' '));
	return element;
}
