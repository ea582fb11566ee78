/** Tests of the command line of the models. */
@NullMarked
package io.rtoto.cli.models;

import org.jspecify.annotations.NullMarked;
