package io.stratum.isolation.rls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * One policy as it shall be, whatever table it stands on.
 *
 * @param form name of the form its expressions are written in
 * @param name its name, unquoted
 * @param command the command it applies to, in lower case
 * @param roles the roles it applies to, unquoted
 * @param using which rows may be seen
 * @param check which rows may be written
 */
record Policy(String form, String name, String command, List<String> roles, @Nullable String using,
		@Nullable String check) {

	static final String PREFIX = "tenant_isolation_";

	private static final int HASH_LENGTH = 16;

	private List<String> create(TableName table) {
		return List.of(
				"create policy %s on %s %s".formatted(SqlIdentifier.quote(this.name), table.quoted(), definition()),
				"comment on policy %s on %s is '%s'".formatted(SqlIdentifier.quote(this.name), table.quoted(),
						comment()));
	}

	List<String> replace(TableName table) {
		return Stream.concat(Stream.of(drop(this.name, table)), create(table).stream()).toList();
	}

	static String drop(String name, TableName table) {
		return "drop policy if exists %s on %s".formatted(SqlIdentifier.quote(name), table.quoted());
	}

	// The table is left out, so that a clone of the table carries a comment that holds.
	String comment() {
		return "stratum:%s:%s".formatted(this.form, hash(this.name + " " + definition()));
	}

	private String definition() {
		StringBuilder text = new StringBuilder("all".equals(this.command) ? "" : "for " + this.command + " ");
		text.append("to ").append(quotedRoles());
		if (this.using != null) {
			text.append(" using (").append(this.using).append(')');
		}
		if (this.check != null) {
			text.append(" with check (").append(this.check).append(')');
		}
		return text.toString();
	}

	private String quotedRoles() {
		return this.roles.stream().map(SqlIdentifier::quote).collect(Collectors.joining(", "));
	}

	static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
