import Sequencer from '@jest/test-sequencer';

/** Files of groups run in the order that their names say, each time: Jest would begin with the largest file. */
export default class NameSequencer extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
  }
}
