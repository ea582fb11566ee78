@NullMarked
package io.rtoto.cli.shop.planted;

import org.jspecify.annotations.NullMarked;
