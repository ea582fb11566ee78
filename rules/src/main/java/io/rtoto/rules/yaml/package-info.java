/**
 * Reading files of YAML, such as cases and settings, so that every problem tells where it stands.
 */
@NullMarked
package io.rtoto.rules.yaml;

import org.jspecify.annotations.NullMarked;
