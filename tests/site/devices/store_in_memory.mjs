// The few parts of IndexedDB that the phone's store uses, in memory, for tests without a browser. ``opened`` counts connections.

const later = (act) => setTimeout(act, 0);

class Transaction {
  constructor(stores) {
    this.stores = stores;
    this.open = 0;
    later(() => this.#look());
  }

  objectStore(name) {
    const { rows, keyPath } = this.stores.get(name);
    return {
      get: (key) => this.#asked(() => rows.get(key)),
      getAll: () => this.#asked(() => [...rows.values()]),
      put: (value, key) => this.#asked(() => rows.set(keyPath ? value[keyPath] : key, value)),
      add: (value) => this.#asked(() => rows.set(value[keyPath], value)),
      delete: (key) => this.#asked(() => rows.delete(key)),
      clear: () => this.#asked(() => rows.clear()),
    };
  }

  #asked(act) {
    const request = {};
    this.open += 1;
    later(() => {
      request.result = act();
      request.onsuccess?.({ target: request });
      this.open -= 1;
      later(() => this.#look());
    });
    return request;
  }

  #look() {
    if (this.open === 0) this.oncomplete?.();
  }
}

/** A store with nothing in it, in the place of the browser's. */
export function storeInMemory() {
  const stores = new Map();
  const connections = [];
  const connection = () => ({
    objectStoreNames: { contains: (name) => stores.has(name) },
    createObjectStore: (name, options = {}) => stores.set(name, { rows: new Map(), keyPath: options.keyPath }),
    transaction: () => new Transaction(stores),
    close() {
      this.isClosed = true;
    },
  });
  const open = () => {
    const request = { result: connection() };
    connections.push(request.result);
    later(() => {
      request.onupgradeneeded?.();
      request.onsuccess();
    });
    return request;
  };
  return { open, connections };
}
