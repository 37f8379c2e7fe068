package io.stratum.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.stratum.StratumStartupException;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one embedded server, held by one application at a time.
 */
final class DataFolder implements AutoCloseable {

	private static final String CHOOSE_ANOTHER = "Stop the other application, or give this one a folder of its own with "
			+ "'stratum.embedded.data-dir'.";

	private final Path path;

	private final boolean temporary;

	private final FileChannel lock;

	private DataFolder(Path path, boolean temporary) throws IOException {
		this.path = path;
		this.temporary = temporary;
		Files.createDirectories(path);
		this.lock = FileChannel.open(path.resolve("stratum.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
	}

	static DataFolder open(@Nullable Path kept) {
		try {
			DataFolder folder = (kept != null) ? new DataFolder(kept.toAbsolutePath().normalize(), false)
					: new DataFolder(Files.createTempDirectory("stratum-postgres-"), true);
			folder.lock();
			return folder;
		}
		catch (IOException ex) {
			throw new StratumStartupException(
					"The folder '" + kept + "' of the embedded PostgreSQL cannot be used: " + ex,
					"Make it writable, or name another one with 'stratum.embedded.data-dir'.", ex);
		}
	}

	private void lock() throws IOException {
		FileLock held;
		try {
			held = this.lock.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			held = null;
		}
		if (held == null) {
			this.lock.close();
			throw new StratumStartupException(
					"The folder '" + this.path + "' of the embedded PostgreSQL is in use by another application.",
					CHOOSE_ANOTHER);
		}
	}

	Path path() {
		return this.path;
	}

	Path data() {
		return this.path.resolve("data");
	}

	Path log() {
		return this.path.resolve("server.log");
	}

	boolean isTemporary() {
		return this.temporary;
	}

	/**
	 * Finds the port of a server that outlived its application, for instance after a
	 * kill.
	 */
	OptionalInt portOfSurvivor() {
		Path file = data().resolve("postmaster.pid");
		if (!Files.isReadable(file)) {
			return OptionalInt.empty();
		}
		try {
			List<String> lines = Files.readAllLines(file);
			boolean alive = lines.size() > 3
					&& ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(DataFolder::isPostgres).isPresent();
			return alive ? OptionalInt.of(Integer.parseInt(lines.get(3).trim())) : OptionalInt.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isPostgres(ProcessHandle process) {
		return process.isAlive()
				&& process.info().command().map((command) -> command.contains("postgres")).orElse(true);
	}

	String endOfLog() {
		try {
			List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
			return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 5), lines.size()));
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Returns a secret that is made once and kept beside the data.
	 */
	String secret(String name, Supplier<String> maker) {
		Path file = this.path.resolve(name);
		try {
			if (!Files.exists(file)) {
				writePrivately(file, maker.get());
			}
			return Files.readString(file).trim();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void writePrivately(Path file, String text) throws IOException {
		Path fresh = Files.createTempFile(file.getParent(), "secret", null);
		Files.writeString(fresh, text);
		Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public void close() {
		try {
			this.lock.close();
			if (this.temporary) {
				delete();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void delete() throws IOException {
		if (!Files.exists(this.path)) {
			return;
		}
		try (Stream<Path> files = Files.walk(this.path)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

}
