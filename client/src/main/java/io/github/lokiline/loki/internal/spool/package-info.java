/**
 * Batches on disk. {@link io.github.lokiline.loki.internal.spool.Spool} is the face; it knows nothing of streams, gates
 * or HTTP.
 *
 * <h2>Files</h2>
 *
 * <pre>
 * spoolDirectory/                     0700
 *   3f9c1a7be2d04586-0/               a slot: one process at a time, 0700
 *     lock                            locked while a process owns the slot
 *     0000019d2f4b6c11.seg            a segment, 0600: records one behind another, at most 8 MB
 *     0000019d2f4c0a52.seg
 *   3f9c1a7be2d04586-1/               the slot of a second process for the same endpoint
 * </pre>
 *
 * <p>A slot bears the id of its endpoint and is adopted only by a spool of that endpoint. A segment's name is the time
 * it was made, in hexadecimal milliseconds since 1970, at least one more than that of the one before: names give the
 * order, in a slot and across slots. Only the process that made a segment appends to it, and never behind a write that
 * failed.
 *
 * <h2>Record, version 1</h2>
 *
 * <pre>
 *  at  bytes
 *   0    4   magic FE 6C 6B 73; FE stands in no UTF-8 text, so a log line never holds it
 *   4    1   state: FF = done, anything else = waiting, written as 00
 *   5    1   version: 1
 *   6    2   length of the header: 50
 *   8    4   length of the record, header included
 *  12    4   CRC32C of the header: bytes 5 to 11, then 16 to its end
 *  ──────────  so far the same in every version: what is not understood can be stepped over
 *  16    4   CRC32C of all that follows the header
 *  20    2   flags: 1 = bare, its entries have no structured metadata
 *  22    2   length of the endpoint id
 *  24    2   length of the tenant
 *  26    4   length of the labels
 *  30    4   count of entries
 *  34    8   time of the first entry, nanoseconds since 1970
 *  42    8   time of the last entry
 *  50        endpoint id · tenant · labels · body
 * </pre>
 *
 * <p>Numbers are big-endian, texts UTF-8; the body is the compressed push as it goes over the wire. The commit point
 * of an append is the last byte of its body: with less there, the checksum does not fit. The state is the only byte
 * that is ever written twice, and it is under no checksum: a single byte cannot be torn, so there is no cursor file
 * that could be. Its two values differ in every bit, and all that is not exactly "done" is waiting: damage to it may
 * send a batch twice, never lose one.
 *
 * <p>The header has a checksum of its own so that its length and count can be believed when only the body is damaged:
 * the reader steps to the next record, and the ledger tells how many entries it cost.
 */
@NullMarked
package io.github.lokiline.loki.internal.spool;

import org.jspecify.annotations.NullMarked;
