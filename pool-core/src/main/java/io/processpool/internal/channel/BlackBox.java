/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.processpool.internal.channel;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.processpool.TaskProgress;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is doing, in a page of memory that outlives it. It is a small file that
 * parent and worker both map; the kernel keeps what was stored in it whatever happens to
 * the worker.
 *
 * <h2>The claim word</h2> Items are sent to a worker ahead of time, so when it dies the
 * parent must know which one it was running: exactly that one is lost, the answers before
 * it have been sent, the items behind it can run elsewhere. The worker therefore
 * <em>claims</em> an item, before it even decodes it, by a compare-and-set on one 64-bit
 * word:
 *
 * <pre>
 * bits 63-48 epoch   which worker this page belongs to now
 * bits 47-24 next    position of the item that may be claimed next
 * bits 23-0  end     position behind the last item that may be claimed
 * </pre>
 *
 * Positions count the items sent to one worker, modulo 2<sup>24</sup>. The worker raises
 * {@code next}, the parent moves {@code end}: it {@linkplain #extend extends} it over
 * items that it is about to send, and {@linkplain #retract retracts} it to {@code next}
 * to take back all that has not been claimed. Whichever compare-and-set comes first wins,
 * so an item is either claimed or taken back, never both, also when the worker was
 * stopped in the middle. Items that were taken back still travel in the channel; the
 * worker finds that it cannot claim them and drops them. The parent extends over later
 * items by moving {@code next} past the dropped ones, which is safe since nothing can be
 * claimed between a retraction and the next extension.
 * <p>
 * An answer is handed to the channel before the next item is claimed. So if the worker is
 * dead and all that it sent has been read, at most the item at {@code next - 1} has no
 * answer though it was claimed.
 * <h2>Last words</h2> The rest of the page holds {@linkplain #mark marks} that a dying
 * worker leaves: that it went through {@code System.exit}, that memory ran out and where.
 * A living one keeps there {@linkplain #stage the stage} that its item has reached,
 * {@linkplain #progress how far} it has come by its own account, and which long message
 * it {@linkplain #receiving receives}: an item that is too large for the worker's memory
 * is never claimed.
 * <p>
 * Safe for any number of threads: every access is an atomic operation on the page.
 */
public final class BlackBox {

	/** Bytes of the page. */
	private static final int SIZE = 4096;

	private static final int WORD = 0;

	private static final int MARKS = 64;

	private static final int STAGE = 2048;

	/** Odd while the numbers behind it are written. */
	private static final int PROGRESS_VERSION = 2112;

	private static final int PROGRESS_POSITION = 2120;

	private static final int PROGRESS_DONE = 2128;

	private static final int PROGRESS_TOTAL = 2136;

	private static final int RECEIVING = 2144;

	private static final int NOTE_LENGTH = 72;

	private static final int NOTE = 80;

	private static final int NOTE_LIMIT = 1024;

	private static final int BITS = 24;

	private static final long MASK = (1L << BITS) - 1;

	private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** Holds the claim word and the marks; only accessed by atomic operations. */
	private final ByteBuffer page;

	private final Path file;

	private long epoch;

	/** A box that has a page already. */
	BlackBox(Path file, ByteBuffer page) {
		this.file = file;
		this.page = page;
	}

	/**
	 * Creates the file and maps it, in the parent.
	 * @param file the file, which must not exist
	 * @return the black box
	 * @throws IOException if the file cannot be made
	 */
	public static BlackBox create(Path file) throws IOException {
		PrivateFiles.create(file);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			// Written, not only extended: a full disk must show here and not as a fault
			channel.write(ByteBuffer.allocate(SIZE));
			return new BlackBox(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
		}
	}

	/**
	 * Maps an existing file, in the worker.
	 * @param file the file
	 * @param epoch the epoch that the parent announced
	 * @return the black box
	 * @throws IOException if the file cannot be mapped or belongs to another worker
	 */
	public static BlackBox open(Path file, int epoch) throws IOException {
		if (Files.size(file) != SIZE) {
			throw new ProtocolException("the black box " + file + " has " + Files.size(file) + " bytes, not " + SIZE);
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			MappedByteBuffer page = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
			BlackBox box = new BlackBox(file, page);
			box.epoch = epoch;
			if (epochOf(box.word()) != epoch) {
				throw new ProtocolException("the black box " + file + " belongs to another worker");
			}
			return box;
		}
	}

	public Path file() {
		return this.file;
	}

	/**
	 * Whether the file still has its page. Touching a page that somebody has cut off is a
	 * fault, which the JVM reports somewhere later in the thread, as an
	 * {@link InternalError}. Parent only.
	 * @return whether it can be read, and go on being used
	 */
	public boolean isWhole() {
		try {
			return Files.size(this.file) >= SIZE;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Prepares the page for a worker, in the parent, and only when no other process uses
	 * it any more.
	 * @return the epoch that the worker must be told
	 */
	public int renew() {
		this.epoch = (this.epoch + 1) & 0xffff;
		LONGS.setVolatile(this.page, MARKS, 0L);
		LONGS.setVolatile(this.page, NOTE_LENGTH, 0L);
		LONGS.setVolatile(this.page, STAGE, 0L);
		LONGS.setVolatile(this.page, PROGRESS_VERSION, 0L);
		LONGS.setVolatile(this.page, RECEIVING, 0L);
		LONGS.setVolatile(this.page, WORD, word(0, 0));
		return (int) this.epoch;
	}

	/**
	 * Lets the worker claim items that are about to be sent. Parent only.
	 * @param from the position of the first one
	 * @param to the position behind the last one
	 * @throws ProtocolException if the word is not what it can be by what the parent did
	 */
	public void extend(long from, long to) throws ProtocolException {
		while (true) {
			long word = word();
			long next = nextOf(word);
			long end = endOf(word);
			if (end != (from & MASK)) {
				if (next != end) {
					throw new ProtocolException(
							"cannot extend over " + from + " while " + next + " to " + end + " may still be claimed");
				}
				next = from & MASK;
			}
			if (replace(word, word(next, to & MASK))) {
				return;
			}
		}
	}

	/**
	 * Takes back every item that has not been claimed. Parent only.
	 * @param known a position that was reached if the worker keeps the rules, not more
	 * than 2<sup>23</sup> behind
	 * @return the position of the first item that has not been claimed, and cannot be any
	 * more; below the known one if the worker keeps no rules
	 */
	public long retract(long known) {
		while (true) {
			long word = word();
			long next = nextOf(word);
			if (replace(word, word(next, next))) {
				return position(next, known);
			}
		}
	}

	/**
	 * The position of the first item that has not been claimed.
	 * @param known as for {@link #retract}
	 * @return the position
	 */
	public long next(long known) {
		return position(nextOf(word()), known);
	}

	/**
	 * The nearest position, ahead or behind: a worker may not have claimed what it ran.
	 */
	private static long position(long next, long known) {
		return known + (((next - known) << (Long.SIZE - BITS)) >> (Long.SIZE - BITS));
	}

	/**
	 * Claims an item. Worker only.
	 * @param position its position
	 * @return {@code false} if it was taken back and must not run
	 */
	public boolean claim(long position) {
		while (true) {
			long word = word();
			long next = nextOf(word);
			if (epochOf(word) != this.epoch || next != (position & MASK) || next == endOf(word)) {
				return false;
			}
			if (replace(word, word((next + 1) & MASK, endOf(word)))) {
				return true;
			}
		}
	}

	/**
	 * Notes what is done with the item now. Worker only. Cheap: nobody waits for it, and
	 * it says nothing unless the worker dies.
	 * @param stage the stage
	 */
	public void stage(Stage stage) {
		LONGS.setRelease(this.page, STAGE, (long) stage.ordinal());
	}

	/**
	 * What was done last with the item that was claimed last.
	 * @return the stage, {@link Stage#RUN} if the worker has written nonsense
	 */
	public Stage stage() {
		long stage = (long) LONGS.getVolatile(this.page, STAGE);
		return (stage >= 0 && stage < Stage.values().length) ? Stage.values()[(int) stage] : Stage.RUN;
	}

	/**
	 * Notes what is being received that does not fit into one frame, and may be too large
	 * for the memory that there is. Worker only.
	 * @param call whether it is a call, or else an item
	 * @param reference the id of the call, or the position of the item; negative if
	 * nothing is received any more
	 */
	public void receiving(boolean call, long reference) {
		LONGS.setRelease(this.page, RECEIVING, (reference < 0) ? 0L : (reference << 2) | (call ? 3 : 1));
	}

	/**
	 * Whether it was being received when the worker died.
	 * @param call the id of a call
	 * @param position the position of the item of that call
	 * @return whether the item was, or the call with it
	 */
	public boolean isReceiving(long call, long position) {
		long receiving = (long) LONGS.getVolatile(this.page, RECEIVING);
		return receiving == ((position << 2) | 1) || receiving == ((call << 2) | 3);
	}

	/**
	 * Notes how far an item has come. Worker only, one thread at a time.
	 * @param position the item
	 * @param done how much is done
	 * @param total how much there is to do
	 */
	public void progress(long position, long done, long total) {
		long version = (long) LONGS.getVolatile(this.page, PROGRESS_VERSION);
		LONGS.setVolatile(this.page, PROGRESS_VERSION, version | 1);
		LONGS.setVolatile(this.page, PROGRESS_POSITION, position);
		LONGS.setVolatile(this.page, PROGRESS_DONE, done);
		LONGS.setVolatile(this.page, PROGRESS_TOTAL, total);
		LONGS.setVolatile(this.page, PROGRESS_VERSION, (version | 1) + 1);
	}

	/**
	 * How far an item has come.
	 * @param position the item
	 * @return the progress, or {@code null} if the item has told none, or tells it just
	 * now
	 */
	public @Nullable TaskProgress progress(long position) {
		long version = (long) LONGS.getVolatile(this.page, PROGRESS_VERSION);
		boolean its = (long) LONGS.getVolatile(this.page, PROGRESS_POSITION) == position;
		TaskProgress progress = new TaskProgress((long) LONGS.getVolatile(this.page, PROGRESS_DONE),
				(long) LONGS.getVolatile(this.page, PROGRESS_TOTAL));
		boolean whole = version > 0 && (version & 1) == 0
				&& (long) LONGS.getVolatile(this.page, PROGRESS_VERSION) == version;
		return (whole && its) ? progress : null;
	}

	/**
	 * Leaves a mark. Worker only.
	 * @param mark what to mark
	 */
	public void mark(Mark mark) {
		LONGS.getAndBitwiseOr(this.page, MARKS, 1L << mark.ordinal());
	}

	/**
	 * Whether the mark was left.
	 * @param mark the mark
	 * @return whether it is there
	 */
	public boolean isMarked(Mark mark) {
		return ((long) LONGS.getVolatile(this.page, MARKS) & (1L << mark.ordinal())) != 0;
	}

	/**
	 * Leaves a note beside the marks. Worker only, once.
	 * @param text the text, of which the beginning is kept
	 */
	public void note(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int length = Math.min(bytes.length, NOTE_LIMIT);
		this.page.put(NOTE, bytes, 0, length);
		LONGS.setVolatile(this.page, NOTE_LENGTH, (long) length);
	}

	/**
	 * The note that was left.
	 * @return the text, empty if none was left
	 */
	public String note() {
		long length = (long) LONGS.getVolatile(this.page, NOTE_LENGTH);
		byte[] bytes = new byte[(int) Math.max(0, Math.min(length, NOTE_LIMIT))];
		this.page.get(NOTE, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private long word() {
		return (long) LONGS.getVolatile(this.page, WORD);
	}

	private boolean replace(long expected, long word) {
		return LONGS.compareAndSet(this.page, WORD, expected, word);
	}

	private long word(long next, long end) {
		return (this.epoch << (2 * BITS)) | (next << BITS) | end;
	}

	private static long epochOf(long word) {
		return word >>> (2 * BITS);
	}

	private static long nextOf(long word) {
		return (word >>> BITS) & MASK;
	}

	private static long endOf(long word) {
		return word & MASK;
	}

	/** What a worker does with an item, one after the other. */
	public enum Stage {

		/** It claims it. */
		CLAIM,

		/** It decodes the function, which it does once for each call. */
		DECODE_TASK,

		/** It decodes the argument. */
		DECODE_ARGUMENT,

		/** It runs the function. */
		RUN,

		/** It encodes the result and sends it. */
		ENCODE_RESULT,

		/** It receives it, before it can claim it. Never written down as a stage. */
		RECEIVE

	}

	/** What a dying worker says about its end. */
	public enum Mark {

		/** It goes through the shutdown sequence: {@code System.exit} or its like. */
		EXITING,

		/** Memory ran out; the note tells which area. */
		OUT_OF_MEMORY,

		/** The parent is gone or has told it to go. */
		DISMISSED

	}

}
