; The installer for Windows: for one user, no questions about rights; start menu, .duizhao files, uninstaller.
;   makensis -DVERSION=0.1.0 -DFROM=folder-of-binaries -DOUT=duizhao-setup.exe assets\packaging\windows\duizhao.nsi
Unicode true
!ifndef VERSION
  !define VERSION 0.1.0
!endif
!ifndef FROM
  !define FROM target\release
!endif
!ifndef OUT
  !define OUT duizhao-${VERSION}-setup.exe
!endif
!include MUI2.nsh
!include FileFunc.nsh

Name "对照 Duizhao"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Duizhao"
InstallDirRegKey HKCU "Software\Duizhao" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestLongPathAware true
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "对照 Duizhao"
VIAddVersionKey /LANG=2052 "FileDescription" "对照 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "..\..\icon\duizhao.ico"
!define MUI_UNICON "..\..\icon\duizhao.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\duizhao.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; Chinese first: it is the one used where the system's language is neither.
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString ProjectKind ${LANG_SIMPCHINESE} "对照项目"
LangString ProjectKind ${LANG_ENGLISH} "Duizhao project"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Duizhao"

Section
  SetOutPath "$INSTDIR"
  File "${FROM}\duizhao.exe"
  File "${FROM}\duizhao-cli.exe"
  File "..\..\..\LICENSE-MIT"
  File "..\..\..\LICENSE-APACHE"
  File "..\..\licenses.tsv"
  File "..\..\CHANGELOG.md"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\对照 Duizhao.lnk" "$INSTDIR\duizhao.exe"
  WriteRegStr HKCU "Software\Duizhao" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.duizhao" "" "Duizhao.Project"
  WriteRegStr HKCU "Software\Classes\Duizhao.Project" "" "$(ProjectKind)"
  WriteRegStr HKCU "Software\Classes\Duizhao.Project\DefaultIcon" "" "$INSTDIR\duizhao.exe,0"
  WriteRegStr HKCU "Software\Classes\Duizhao.Project\shell\open\command" "" '"$INSTDIR\duizhao.exe" "%1"'
  ; «Open with» for the kinds it reads; what opens them by default stays as it is.
  WriteRegStr HKCU "Software\Classes\Applications\duizhao.exe\shell\open\command" "" '"$INSTDIR\duizhao.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\duizhao.exe" "FriendlyAppName" "对照 Duizhao"
  !macro Reads ENDING
    WriteRegStr HKCU "Software\Classes\Applications\duizhao.exe\SupportedTypes" "${ENDING}" ""
  !macroend
  !insertmacro Reads ".docx"
  !insertmacro Reads ".doc"
  !insertmacro Reads ".wps"
  !insertmacro Reads ".pdf"
  !insertmacro Reads ".txt"
  !insertmacro Reads ".html"
  !insertmacro Reads ".htm"
  !insertmacro Reads ".mht"
  !insertmacro Reads ".rtf"
  !insertmacro Reads ".odt"
  !insertmacro Reads ".zip"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "对照 Duizhao"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\duizhao.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  Delete "$INSTDIR\duizhao.exe"
  Delete "$INSTDIR\duizhao-cli.exe"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\licenses.tsv"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\对照 Duizhao.lnk"
  DeleteRegKey HKCU "Software\Duizhao"
  DeleteRegKey HKCU "Software\Classes\.duizhao"
  DeleteRegKey HKCU "Software\Classes\Duizhao.Project"
  DeleteRegKey HKCU "Software\Classes\Applications\duizhao.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
