import { systemActor } from '../actor/actor.js';
import { API_KEY_SCOPES } from '../api-key/api-key.entity.js';
import { actionNamed, may, mayTry } from './may.js';
import { type Action, productRights, rights } from './rights.table.js';

/** What the product itself does, written out; persons and portals are in `test/rights`. */
const expected: Readonly<Record<string, string>> = {
  'see.network': 'read',
  entryCreate: 'entry:write',
  entryRevise: 'entry:write',
  entrySubmit: 'entry:write',
  entryConfirm: 'entry:write',
  entryRequestChanges: 'import:publish',
  entryPublish: 'import:publish',
  entrySetAudience: 'import:publish',
  entryArchive: 'import:publish',
  entryWithdraw: 'import:publish',
  entryMerge: 'import:publish',
  organizationCreate: 'organization:write',
  organizationVerify: 'moderate',
  organizationRename: 'moderate',
  organizationJoinNetwork: 'moderate',
  organizationLeaveNetwork: 'moderate',
  glossaryUpsert: 'moderate',
  glossaryRemove: 'moderate',
};

describe('what the product itself may do', () => {
  it('is what is written, with the scope that was granted and no other', () => {
    expect(productRights).toEqual(expected);
    for (const action of Object.keys(rights) as Action[]) {
      for (const scope of API_KEY_SCOPES) {
        const granted = expected[action] === scope || expected[action] === 'read';
        const actor = systemActor('test', [scope]);
        expect([action, scope, may(actor, action), mayTry(actor, action)]).toEqual([action, scope, granted, granted]);
      }
    }
  });

  it('knows no action by the name of a property that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', '', 'entrypublish'])
      expect(actionNamed(name)).toBeNull();
  });
});
