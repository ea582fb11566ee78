@NullMarked
package io.rtoto.cli.shop;

import org.jspecify.annotations.NullMarked;
