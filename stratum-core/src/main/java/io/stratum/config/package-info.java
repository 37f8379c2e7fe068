/**
 * Config that flows down the tree of tenants, and the typed view of the bound tenant.
 */
@NullMarked
package io.stratum.config;

import org.jspecify.annotations.NullMarked;
