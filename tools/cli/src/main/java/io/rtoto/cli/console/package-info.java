/**
 * What any command needs towards the person who called it: why it failed, how far it is, how many
 * there are, and where the project and the log lie.
 */
@NullMarked
package io.rtoto.cli.console;

import org.jspecify.annotations.NullMarked;
