import { GroundFloor1795478400000 } from './1795478400000-ground-floor.js';

/** Migrations in the order of their time stamps; append only. */
export const migrations = [GroundFloor1795478400000];
