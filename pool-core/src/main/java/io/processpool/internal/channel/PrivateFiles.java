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
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Creates files and directories that only this user can use.
 */
public final class PrivateFiles {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private PrivateFiles() {
	}

	/**
	 * Creates an empty file of mode 0600.
	 * @param file the file, which must not exist
	 * @throws IOException if it exists or cannot be created
	 */
	public static void create(Path file) throws IOException {
		Files.createFile(file, mode("rw-------"));
	}

	/**
	 * Takes all rights away from everybody else.
	 * @param file a file of this user, in a directory that is private already
	 * @throws IOException if its mode cannot be changed
	 */
	static void restrict(Path file) throws IOException {
		if (POSIX) {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
	}

	/**
	 * Whether a directory is one of this user's that nobody else can enter, and no link
	 * to one. Where files have no such modes, every directory is.
	 * @param directory the directory
	 * @param own something that was made here, whose owner therefore is this user
	 * @return whether it is
	 */
	public static boolean isPrivateDirectory(Path directory, Path own) {
		if (!POSIX) {
			return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
		}
		try {
			PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			return attributes.isDirectory()
					&& attributes.permissions().equals(PosixFilePermissions.fromString("rwx------"))
					&& attributes.owner().equals(Files.getOwner(own));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Creates a new directory of mode 0700 with a name that cannot be guessed.
	 * @param parent where
	 * @param prefix how its name starts
	 * @return the directory
	 * @throws IOException if it cannot be created
	 */
	public static Path createTempDirectory(Path parent, String prefix) throws IOException {
		return Files.createTempDirectory(parent, prefix, mode("rwx------"));
	}

	private static FileAttribute<?>[] mode(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
