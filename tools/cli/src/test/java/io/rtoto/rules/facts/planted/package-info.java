@NullMarked
package io.rtoto.rules.facts.planted;

import org.jspecify.annotations.NullMarked;
