/** Small files that people, commands and the gateway change, and how YAML in them is read. */
@NullMarked
package io.rtoto.gateway.files;

import org.jspecify.annotations.NullMarked;
