/** The time as the catalogue sees it; tests give one that travels. */
export const CLOCK = Symbol('Clock');
