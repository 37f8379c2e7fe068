package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Place of a tenant in the tree: the ids from its root down to itself.
 *
 * @param ids root first, the tenant itself last; one to twenty of them
 */
public record TenantPath(List<TenantId> ids) {

	/** Most levels a tree may have. */
	public static final int MAX_LEVELS = 20;

	/**
	 * Keeps a copy of the ids.
	 */
	public TenantPath {
		ids = List.copyOf(ids);
		if (ids.isEmpty() || ids.size() > MAX_LEVELS) {
			throw new IllegalArgumentException("A path has 1 to 20 ids, not " + ids.size());
		}
	}

	/**
	 * Reads a path as PostgreSQL's {@code ltree} writes it.
	 * @param ltree labels joined by dots
	 * @return the path
	 */
	public static TenantPath ofLtree(String ltree) {
		List<TenantId> ids = new ArrayList<>(MAX_LEVELS);
		for (int start = 0; start < ltree.length(); start += TenantId.LABEL_LENGTH + 1) {
			ids.add(TenantId.ofLabel(ltree, start));
		}
		return new TenantPath(ids);
	}

	/**
	 * Returns the place of a tenant directly below this one.
	 * @param id the tenant
	 * @return a path that is one longer
	 * @throws TenantDepthExceededException if this tenant is on the lowest level already
	 */
	public TenantPath child(TenantId id) {
		if (this.ids.size() == MAX_LEVELS) {
			throw new TenantDepthExceededException(MAX_LEVELS + 1);
		}
		return new TenantPath(Stream.concat(this.ids.stream(), Stream.of(id)).toList());
	}

	/**
	 * Returns the root of the tree.
	 * @return the first id
	 */
	public TenantId root() {
		return this.ids.get(0);
	}

	/**
	 * Returns the tenant this path leads to.
	 * @return the last id
	 */
	public TenantId self() {
		return this.ids.get(this.ids.size() - 1);
	}

	/**
	 * Returns the ancestors.
	 * @return root first, without the tenant itself; empty for a root
	 */
	public List<TenantId> ancestors() {
		return this.ids.subList(0, this.ids.size() - 1);
	}

	/**
	 * Returns the number of ancestors.
	 * @return 0 for a root, at most 19
	 */
	public int depth() {
		return this.ids.size() - 1;
	}

	/**
	 * Tells whether a tenant lies on this path.
	 * @param id a tenant
	 * @return whether it is this tenant or one of its ancestors
	 */
	public boolean contains(TenantId id) {
		return this.ids.contains(id);
	}

	/**
	 * Tells whether this tenant lies in the subtree of another.
	 * @param top the top of the subtree
	 * @return whether it is the top or below it
	 */
	public boolean isWithin(TenantPath top) {
		return contains(top.self());
	}

	/**
	 * Returns the ancestors as clients of the Node edition read them.
	 * @return {@code /} for a root, {@code /R/P} for a grandchild
	 */
	public String ancestry() {
		return "/" + ancestors().stream().map(TenantId::toString).collect(Collectors.joining("/"));
	}

	/**
	 * Returns this path as PostgreSQL's {@code ltree} writes it.
	 * @return labels joined by dots
	 */
	public String ltree() {
		return this.ids.stream().map(TenantId::label).collect(Collectors.joining("."));
	}

}
