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
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What a worker must know before it can speak: written by the parent into a file that
 * only the user can read, in a directory that only the user can enter, and deleted by the
 * worker as soon as it has been read. So the secret is on no command line and in no
 * environment.
 *
 * @param poolName the pool
 * @param workerId the worker
 * @param socket where the parent listens
 * @param blackBox the file of the black box
 * @param epoch the epoch of the black box
 * @param rings the file of the rings, or {@code null} if all travels over sockets
 * @param secret what proves that the worker is the one that was started
 * @param maxMessage the largest message that the parent takes, in bytes
 * @param allowNestedPools whether tasks may create pools
 * @param codec the name of the codec that encodes what has no form of our own, or
 * {@code null}
 */
public record Bootstrap(String poolName, int workerId, Path socket, Path blackBox, int epoch, @Nullable Path rings,
		byte[] secret, long maxMessage, boolean allowNestedPools, @Nullable String codec) {

	/**
	 * What a worker without a codec must know.
	 * @param poolName the pool
	 * @param workerId the worker
	 * @param socket where the parent listens
	 * @param blackBox the file of the black box
	 * @param epoch the epoch of the black box
	 * @param rings the file of the rings, or {@code null}
	 * @param secret what proves that the worker is the one that was started
	 * @param maxMessage the largest message that the parent takes, in bytes
	 * @param allowNestedPools whether tasks may create pools
	 */
	public Bootstrap(String poolName, int workerId, Path socket, Path blackBox, int epoch, @Nullable Path rings,
			byte[] secret, long maxMessage, boolean allowNestedPools) {
		this(poolName, workerId, socket, blackBox, epoch, rings, secret, maxMessage, allowNestedPools, null);
	}

	/**
	 * Writes the file.
	 * @param file the file, which must not exist
	 * @throws IOException if it cannot be written
	 */
	public void write(Path file) throws IOException {
		Properties properties = new Properties();
		properties.setProperty("pool", this.poolName);
		properties.setProperty("worker", Integer.toString(this.workerId));
		properties.setProperty("socket", this.socket.toString());
		properties.setProperty("black-box", this.blackBox.toString());
		properties.setProperty("epoch", Integer.toString(this.epoch));
		if (this.rings != null) {
			properties.setProperty("rings", this.rings.toString());
		}
		properties.setProperty("secret", HexFormat.of().formatHex(this.secret));
		properties.setProperty("max-message", Long.toString(this.maxMessage));
		properties.setProperty("allow-nested-pools", Boolean.toString(this.allowNestedPools));
		if (this.codec != null) {
			properties.setProperty("codec", this.codec);
		}
		StringWriter text = new StringWriter();
		properties.store(text, null);
		PrivateFiles.create(file);
		Files.writeString(file, text.toString(), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
	}

	/**
	 * Reads the file, and deletes it.
	 * @param file the file
	 * @return what it says
	 * @throws IOException if it cannot be read or is not what it should be
	 */
	public static Bootstrap read(Path file) throws IOException {
		String text = Files.readString(file, StandardCharsets.UTF_8);
		Files.delete(file);
		try {
			Properties properties = new Properties();
			properties.load(new StringReader(text));
			return new Bootstrap(get(properties, "pool"), Integer.parseInt(get(properties, "worker")),
					Path.of(get(properties, "socket")), Path.of(get(properties, "black-box")),
					Integer.parseInt(get(properties, "epoch")), rings(properties),
					HexFormat.of().parseHex(get(properties, "secret")), Long.parseLong(get(properties, "max-message")),
					Boolean.parseBoolean(get(properties, "allow-nested-pools")), properties.getProperty("codec"));
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("The bootstrap file " + file + " is damaged", ex);
		}
	}

	private static @Nullable Path rings(Properties properties) {
		String rings = properties.getProperty("rings");
		return (rings != null) ? Path.of(rings) : null;
	}

	private static String get(Properties properties, String name) {
		String value = properties.getProperty(name);
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' is missing");
		}
		return value;
	}

	@Override
	public String toString() {
		return "Bootstrap[pool=" + this.poolName + ", worker=" + this.workerId + "]";
	}

}
