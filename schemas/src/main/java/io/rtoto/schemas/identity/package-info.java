/**
 * Who is who: what is ordered about it (topic {@code identity-commands}), why it is so ({@code
 * identity-ledger}), and how it is now ({@code identities}).
 */
@NullMarked
package io.rtoto.schemas.identity;

import org.jspecify.annotations.NullMarked;
