/** From a library of rule files to a bundle: reading, checking and compiling them. */
@NullMarked
package io.rtoto.rules.authoring;

import org.jspecify.annotations.NullMarked;
