/** Who is most likely to want this? For the people who plan campaigns. */
@NullMarked
package io.rtoto.cli.audience;

import org.jspecify.annotations.NullMarked;
