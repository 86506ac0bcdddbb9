"""Words of charts that are cut off, or that cover each other, as a browser sees them."""

CROWDED = """() => [...document.querySelectorAll('figure svg')].filter(s => s.checkVisibility()).flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll('text')]
        .filter(t => t.textContent.trim() && t.getAttribute('opacity') !== '0');
    const boxes = words.map(t => [t.textContent, t.getBoundingClientRect()]);
    const cut = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1);
    const over = boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
        .map(([two]) => `${one} / ${two}`));
    return [...cut.map(([one]) => one), ...over];
})"""
"""Gives the words of every drawing that shows, where they do not fit into it or lie over others."""
