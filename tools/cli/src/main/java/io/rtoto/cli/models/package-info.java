/**
 * The command line of the models of attrition and replenishment: fits them, shows them, and tells
 * how good they are.
 */
@NullMarked
package io.rtoto.cli.models;

import org.jspecify.annotations.NullMarked;
