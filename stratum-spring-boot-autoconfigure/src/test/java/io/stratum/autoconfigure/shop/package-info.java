/**
 * A small application, wired by auto-configuration alone.
 */
@NullMarked
package io.stratum.autoconfigure.shop;

import org.jspecify.annotations.NullMarked;
