import { table } from './expectation.js';

/**
 * What each of the cast sees, written out by hand; see `expectation.ts`. A row names an entry of the cast by its owner and
 * what is special about it: its audience (network, house; else public), its state.
 */

/** By its id: `entry`, `entryRevisions`. */
export const seenById = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
A public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A network                       | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
A house                         | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A archived                      | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A archived network              | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
A archived house                | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A draft                         | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A submitted                     | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
A submitted network             | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
A submitted house               | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A returned                      | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A revised                       | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A taken                         | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A pointing                      | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A withdrawn                     | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A merged network                | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P public                        | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
P revised                       | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
P taken                         | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
P taken network                 | no  no  | no  yes no  | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
P draft                         | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
P submitted                     | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
N public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
N revised                       | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
N house                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
N draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
N submitted                     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
`);

/** In `entries`, `search`, `suggest`, and counted in totals and facets: of the cast's entries, these and no others. */
export const shared = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
A public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A network                       | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
A house                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A submitted                     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A returned                      | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A revised                       | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A taken                         | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A pointing                      | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A withdrawn                     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A merged network                | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P public                        | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P revised                       | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P taken                         | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
P taken network                 | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
P draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
N public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
N revised                       | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
N house                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
N draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
`);

/** In `entries(filter: { ownerId })`, which gives an organization's own people everything. */
export const ownList = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
A public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
A house                         | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A draft                         | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A submitted                     | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A withdrawn                     | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P public                        | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
P draft                         | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
N public                        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
N house                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
N draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
`);

/** In `entrySubmissions`, for those who may ask. */
export const toReview = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
A submitted                     | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
A submitted network             | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
A submitted house               | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
A revised                       | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
A draft                         | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | no  no  no  | no  no
P submitted                     | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
P revised                       | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
N revised                       | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
N submitted                     | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | yes yes
`);

/** Parts of what is seen, and everything that is no entry. */
export const parts = table(`
                                | vis new | ppu por ppd | rea con coo | reP coP cdP | coB | ter reg tex | mod nat adm | mos ads
reads the network               | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
submission by its number        | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
submission in the history       | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
submission in the differences   | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
state of the submission         | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
words of the reviewer           | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
contact                         | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
named contact                   | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
exact cost                      | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
contact in the differences      | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | yes yes no  | no  no  no  | no  no
raw origin                      | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | no  no  no  | no  no
relation to A public            | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
relation to A network           | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
relation to A house             | no  no  | no  no  no  | yes yes yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
tombstone of A withdrawn        | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
tombstone of A merged network   | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
organization A                  | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
organization P                  | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | yes no  yes | yes yes
organization P in the list      | no  no  | no  no  no  | no  no  no  | yes yes yes | no  | no  no  no  | yes no  yes | yes yes
system of A public              | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
system of A network             | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
system of A house               | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
supplier of A public            | yes yes | yes yes yes | yes yes yes | yes yes yes | yes | yes yes yes | yes yes yes | yes yes
supplier of A network           | no  no  | no  yes no  | yes yes yes | no  no  no  | yes | yes yes yes | yes yes yes | yes yes
supplier of A house             | no  no  | no  no  no  | no  no  no  | no  no  no  | no  | no  no  no  | yes no  yes | no  no
notice of A                     | no  no  | no  no  no  | no  no  yes | no  no  no  | no  | no  no  no  | no  no  no  | no  no
notice of P                     | no  no  | no  no  no  | no  no  no  | no  no  yes | no  | no  no  no  | no  no  no  | no  no
`);
