/** What a shop sets in its rule library beside the rules: files that change with them. */
@NullMarked
package io.rtoto.rules.settings;

import org.jspecify.annotations.NullMarked;
