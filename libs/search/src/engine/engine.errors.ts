/** The engine cannot be reached, is too slow, or cannot work now (full disk, overload). Worth another attempt later. */
export class EngineUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineUnavailable';
  }
}

/** An index, or a task that was followed, is not there any more: data folder lost, or another process swapped. */
export class EngineStateLost extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EngineStateLost';
  }
}

/** The engine refused a task or a request for what it contains. */
export class EngineRefusal extends Error {
  constructor(
    message: string,
    /** The engine's own code, e.g. `invalid_document_id`. */
    readonly code: string,
  ) {
    super(message);
    this.name = 'EngineRefusal';
  }
}
