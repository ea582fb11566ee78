/** Who is drawn to it? The customers most likely to want a product, or one of a category. */
@NullMarked
package io.rtoto.jobs.audience;

import org.jspecify.annotations.NullMarked;
