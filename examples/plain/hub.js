// What a hub may do with the element's events; nothing of it is needed. They bubble, so one listener is enough for all.
const told = document.getElementById('told');

document.addEventListener('touchstone-verdict', ({ target, detail }) => {
  told.textContent = `${target.id || target.density}: ${detail.code} (${detail.depth})`;
});

document.addEventListener('touchstone-error', ({ target, detail }) => {
  told.textContent = `${target.id || target.density}: ${detail.code}`;
});
