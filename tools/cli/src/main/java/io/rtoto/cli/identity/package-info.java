/** Who is who, and why: for the people who are asked, and who put right what is wrong. */
@NullMarked
package io.rtoto.cli.identity;

import org.jspecify.annotations.NullMarked;
