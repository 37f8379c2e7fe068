/**
 * Wires Stratum into Spring Boot, one sub-package per capability.
 */
@NullMarked
package io.stratum.autoconfigure;

import org.jspecify.annotations.NullMarked;
