// Everything that this document, and whoever looks at it, could show of a secret: place to content, as text.
const [done] = arguments;
// A page of nobody (about:blank) has no storage, and says so by an error.
const ask = async (question) => {
    try { return await question(); } catch (error) { return `${error.name}`; }
};
const databases = async () => Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((tell) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => tell([name, `${opening.error}`]);
    opening.onsuccess = () => {
        const stores = [...opening.result.objectStoreNames];
        const found = [name, stores];
        const finish = () => { opening.result.close(); tell(found); };
        if (stores.length === 0) return finish();
        const reading = opening.result.transaction(stores);
        reading.oncomplete = finish;
        for (const store of stores) {
            reading.objectStore(store).getAllKeys().onsuccess = (event) => found.push(event.target.result);
            reading.objectStore(store).getAll().onsuccess = (event) => found.push(event.target.result);
        }
    };
})));
const cached = async () => Promise.all((await caches.keys()).map(async (name) => {
    const cache = await caches.open(name);
    const answers = await Promise.all((await cache.keys()).map(async (request) =>
        [request.url, [...request.headers], await (await cache.match(request)).text()]));
    return [name, answers];
}));
const boxes = [...document.querySelectorAll('input, textarea, select')];
const token = document.querySelector('form input[type=password]');
const host = token?.form.querySelector('input:not([type=password], [type=checkbox])');
(async () => done(JSON.stringify({
    session: await ask(() => ({ ...sessionStorage })),
    // What a person types stays in the box until it is sent.
    typed: { token: token?.value ?? null, host: host?.value ?? null },
    places: {
        'the address': location.href,
        'the referrer': document.referrer,
        'the name of the window': window.name,
        'the title': document.title,
        'cookies': await ask(() => document.cookie),
        'localStorage': await ask(() => ({ ...localStorage })),
        'IndexedDB': await ask(databases),
        'caches': await ask(cached),
        'the state of the history': history.state,
        'requested addresses': performance.getEntries().map((entry) => entry.name),
        'the document': document.documentElement.outerHTML,
        'boxes': boxes.filter((box) => box !== token).map((box) => box.value),
    },
})))();
