// Answers on their way, kept in IndexedDB before they are sent: a lost line, a reload or a crash
// loses none. Without IndexedDB (private windows) they wait in this page only.

const NAME = "parcours";
const STORE = "answers";

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE, { keyPath: "operation" });
    store.createIndex("attempt", "attempt");
  };
  return promised(request);
}

class InThisPage {
  lasts = false;

  async all() {
    return [];
  }
  async put() {}
  async remove() {}
}

class InBrowser {
  lasts = true;

  constructor(database, attempt) {
    this.database = database;
    this.attempt = attempt;
  }

  /** What waits for this attempt, in the order it was given. */
  async all() {
    const store = this.database.transaction(STORE).objectStore(STORE);
    const found = await promised(store.index("attempt").getAll(this.attempt));
    return found.sort((a, b) => a.sequence - b.sequence);
  }

  /** Resolves when the write is on disk, and those that are `gone` are gone from it. */
  put(answer, gone = []) {
    return this.write((store) => {
      store.put(answer);
      for (const { operation } of gone) store.delete(operation);
    });
  }

  remove(answer) {
    return this.write((store) => store.delete(answer.operation));
  }

  write(change) {
    const transaction = this.database.transaction(STORE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

export async function answerStore(attempt) {
  try {
    return new InBrowser(await open(), attempt);
  } catch {
    return new InThisPage();
  }
}
