package io.stratum.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.audit.AuditRows.Head;
import io.stratum.audit.AuditVerification.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One walk along a chain, from its first entry to its head, that stops where it breaks.
 */
final class ChainWalk {

	/** What the first entry of a chain follows: the hash of nothing. */
	private static final String ORIGIN = HexFormat.of().formatHex(sha256().digest());

	private final AuditRows rows;

	private final UUID chain;

	private final List<AuditCheckpoint> forged;

	private final NavigableMap<Long, List<AuditCheckpoint>> signed;

	/** Where retention removed the entries up to. */
	private final @Nullable AuditCheckpoint pruned;

	private @Nullable AuditEntry first;

	private @Nullable AuditEntry last;

	private long entries;

	ChainWalk(AuditRows rows, UUID chain, AuditSigner signer, List<AuditCheckpoint> checkpoints) {
		this.rows = rows;
		this.chain = chain;
		this.forged = checkpoints.stream().filter((each) -> signer.knowsKeyOf(each) && !signer.isSigned(each)).toList();
		this.signed = checkpoints.stream()
			.filter(signer::isSigned)
			.collect(Collectors.groupingBy(AuditCheckpoint::seq, TreeMap::new, Collectors.toList()));
		this.pruned = this.signed.values()
			.stream()
			.flatMap(List::stream)
			.filter(AuditCheckpoint::retention)
			.max(Comparator.comparing(AuditCheckpoint::seq))
			.orElse(null);
	}

	AuditVerification go() {
		Optional<Break> found = this.forged.stream()
			.findFirst()
			.map((each) -> new Break(each.seq(), Reason.CHECKPOINT));
		if (found.isEmpty()) {
			AuditEntry stopped = walk();
			found = (stopped != null) ? Optional.of(explain(stopped)) : checkEnd().or(this::checkCheckpoints);
		}
		return new AuditVerification(found.isEmpty(), this.entries, seq(this.first), seq(this.last),
				found.map(Break::seq).orElse(null), found.map(Break::reason).orElse(null));
	}

	/**
	 * Walks until an entry does not follow the one before, and returns that entry.
	 */
	private @Nullable AuditEntry walk() {
		try (Stream<AuditEntry> stream = this.rows.chain(this.chain)) {
			Iterator<AuditEntry> each = stream.iterator();
			while (each.hasNext()) {
				AuditEntry entry = each.next();
				if (!follows(entry)) {
					return entry;
				}
				accept(entry);
			}
		}
		return null;
	}

	private boolean follows(AuditEntry entry) {
		return entry.seq() == lastSeq() + 1 && entry.prevHash().equals(lastHash()) && isItself(entry)
				&& agrees(entry.seq(), entry.hash());
	}

	/**
	 * Returns the number that the next entry follows; before the first, where the chain
	 * begins.
	 */
	private long lastSeq() {
		if (this.last != null) {
			return this.last.seq();
		}
		return (this.pruned != null) ? this.pruned.seq() : 0;
	}

	private String lastHash() {
		if (this.last != null) {
			return this.last.hash();
		}
		return (this.pruned != null) ? this.pruned.hash() : ORIGIN;
	}

	private void accept(AuditEntry entry) {
		this.first = (this.first != null) ? this.first : entry;
		this.last = entry;
		this.entries++;
	}

	/**
	 * Says what is wrong with the entry at which the walk stopped.
	 */
	private Break explain(AuditEntry entry) {
		long expected = lastSeq() + 1;
		if (entry.seq() != expected) {
			return (entry.seq() > expected) ? new Break(expected, Reason.MISSING)
					: new Break(entry.seq(), Reason.INSERTED);
		}
		if (entry.prevHash().equals(lastHash())) {
			return new Break(expected, isItself(entry) ? Reason.REWRITTEN : Reason.EDITED);
		}
		if (this.last != null && entry.prevHash().equals(this.last.prevHash())) {
			return new Break(this.last.seq(), Reason.INSERTED);
		}
		return new Break(expected, misplaced(entry));
	}

	private Reason misplaced(AuditEntry entry) {
		if (this.rows.hasHash(this.chain, entry.prevHash())) {
			return Reason.REORDERED;
		}
		if (this.rows.hasSuccessor(this.chain, lastHash(), entry.seq())) {
			return Reason.INSERTED;
		}
		return isItself(entry) ? Reason.MISSING : Reason.EDITED;
	}

	/**
	 * Compares where the walk ended with where the chain should end.
	 */
	private Optional<Break> checkEnd() {
		long end = lastSeq();
		Optional<Head> head = this.rows.head(this.chain);
		if (head.isEmpty()) {
			return (this.last != null) ? Optional.of(new Break(end + 1, Reason.CUT)) : Optional.empty();
		}
		if (head.get().seq() > end) {
			return Optional.of(new Break(end + 1, Reason.CUT));
		}
		if (head.get().seq() < end) {
			return Optional.of(new Break(head.get().seq() + 1, Reason.INSERTED));
		}
		return head.get().hash().equals(lastHash()) ? Optional.empty() : Optional.of(new Break(end, Reason.EDITED));
	}

	/**
	 * Looks for checkpoints of entries that are gone, head and all.
	 */
	private Optional<Break> checkCheckpoints() {
		long end = (this.first == null && this.rows.head(this.chain).isEmpty()) ? 0 : lastSeq();
		return this.signed.tailMap(end, false).isEmpty() ? Optional.empty()
				: Optional.of(new Break(end + 1, Reason.CUT));
	}

	private boolean agrees(long seq, String hash) {
		return this.signed.getOrDefault(seq, List.of()).stream().allMatch((each) -> each.hash().equals(hash));
	}

	private static boolean isItself(AuditEntry entry) {
		MessageDigest digest = sha256();
		digest.update(HexFormat.of().parseHex(entry.prevHash()));
		digest.update(entry.canonical().getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(digest.digest()).equals(entry.hash());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Long seq(@Nullable AuditEntry entry) {
		return (entry != null) ? entry.seq() : null;
	}

	private record Break(long seq, Reason reason) {

	}

}
