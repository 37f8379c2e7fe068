package io.stratum.tenant;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which tenants a list shows; what is {@code null} does not count.
 *
 * @param status their status; without it the inclusion decides
 * @param parent their parent
 * @param rootsOnly whether only roots are shown
 * @param strategy how their rows are kept apart
 * @param regionId their region
 * @param text part of their name or slug, in either case, at most 255 characters
 * @param inclusion whether inactive ones are shown too
 */
public record TenantFilter(@Nullable TenantStatus status, @Nullable TenantId parent, boolean rootsOnly,
		@Nullable IsolationStrategy strategy, @Nullable UUID regionId, @Nullable String text, Inclusion inclusion) {

	/** Shows every active tenant within reach. */
	public static final TenantFilter NONE = new TenantFilter(null, null, false, null, null, null, Inclusion.ACTIVE);

	/** Shows active roots. */
	public static final TenantFilter ROOTS = new TenantFilter(null, null, true, null, null, null, Inclusion.ACTIVE);

	/**
	 * Shows tenants of one status.
	 * @param status the status
	 * @return a filter that also asks for it
	 */
	public TenantFilter withStatus(TenantStatus status) {
		return new TenantFilter(status, this.parent, this.rootsOnly, this.strategy, this.regionId, this.text,
				this.inclusion);
	}

	/**
	 * Shows children of one tenant.
	 * @param parent their parent
	 * @return a filter that also asks for it
	 */
	public TenantFilter withParent(TenantId parent) {
		return new TenantFilter(this.status, parent, this.rootsOnly, this.strategy, this.regionId, this.text,
				this.inclusion);
	}

	/**
	 * Shows tenants whose name or slug contains a text.
	 * @param text the text, in either case
	 * @return a filter that also asks for it
	 */
	public TenantFilter withText(String text) {
		return new TenantFilter(this.status, this.parent, this.rootsOnly, this.strategy, this.regionId, text,
				this.inclusion);
	}

	/**
	 * Shows suspended and archived tenants too.
	 * @return a filter that leaves nobody out for its status
	 */
	public TenantFilter withInactive() {
		return new TenantFilter(this.status, this.parent, this.rootsOnly, this.strategy, this.regionId, this.text,
				Inclusion.ALL);
	}

}
