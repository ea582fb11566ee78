@NullMarked
package io.rtoto.cli.audit;

import org.jspecify.annotations.NullMarked;
