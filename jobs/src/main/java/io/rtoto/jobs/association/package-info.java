/** What goes with it? What the catalogue knows of a product. */
@NullMarked
package io.rtoto.jobs.association;

import org.jspecify.annotations.NullMarked;
